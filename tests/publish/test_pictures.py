"""Pictures: decoded whatever their names say, upright, and without a word about where they were taken."""

import io
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational

from sites import CONFIG, NOTES, lay_out, tree
from tuntas.cli import main
from tuntas.publish.pictures import published
from tuntas.read.picture import Picture, PictureFault
from tuntas.read.pictures import measured

SECRET = b"rumah-saya"


def picture(size: tuple[int, int] = (64, 32), mode: str = "RGB", colour: str = "red") -> Image.Image:
    """Its left half is white."""
    found = Image.new("RGB", size, colour)
    ImageDraw.Draw(found).rectangle((0, 0, size[0] // 2 - 1, size[1]), "white")
    return found.convert(mode)


def saved(found: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    found.save(out, form, **options)
    return out.getvalue()


def files(name: str, data: bytes) -> Mapping[str, bytes]:
    return published(name, data, measured(data))


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def near(pixel: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(have - want) < 24 for have, want in zip(pixel, wanted, strict=False))


def test_two_widths_and_a_fallback() -> None:
    data = saved(picture((4000, 3000)), "JPEG")
    assert measured(data) == Picture(1600, 1200, (800, 1600))
    found = files("a b.jpg", data)
    assert {path: (opened(each).format, opened(each).size) for path, each in found.items()} == {
        "a b.jpg": ("JPEG", (1600, 1200)),
        "foto/800/a b.jpg.webp": ("WEBP", (800, 600)),
        "foto/1600/a b.jpg.webp": ("WEBP", (1600, 1200)),
    }


def test_a_small_one_has_one_width_and_is_not_blown_up() -> None:
    data = saved(picture((300, 900)), "PNG")
    assert measured(data) == Picture(300, 900, (300,))
    assert set(files("a.png", data)) == {"a.png", "foto/300/a.png.webp"}


def test_webp_has_a_fallback_that_every_browser_knows() -> None:
    found = files("a.webp", saved(picture(), "WEBP"))
    assert opened(found["a.webp"]).format == "WEBP"
    assert opened(found["foto/a.webp.jpg"]).format == "JPEG"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("name", ["a.jpg", "A.JPEG", "a.png", "a.webp"])
def test_the_name_decides_what_is_published_and_the_content_what_is_read(form: str, name: str) -> None:
    form_of = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
    found = opened(files(name, saved(picture(), form))[name])
    assert found.format == form_of[name.rpartition(".")[2].lower()]
    assert near(found.convert("RGB").getpixel((60, 16)), (255, 0, 0))


def test_nothing_is_told_of_whoever_took_it() -> None:
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825)[2] = (IFDRational(6), IFDRational(7), IFDRational(8))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET
    jpeg = saved(picture(), "JPEG", exif=exif, comment=SECRET, xmp=SECRET, icc_profile=profile)
    jpeg = jpeg[:2] + b"\xff\xed" + struct.pack(">H", 2 + len(SECRET)) + SECRET + jpeg[2:]  # IPTC
    text = zlib.compress(SECRET)
    chunk = b"zTXtComment\0\0" + text
    png = saved(picture(), "PNG", exif=exif, icc_profile=profile)
    inserted = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    png = png[:33] + inserted + png[33:] + SECRET
    webp = saved(picture(), "WEBP", exif=exif, xmp=SECRET, icc_profile=profile)
    for data in (jpeg, png, webp):
        for name in ("a.jpg", "a.png", "a.webp"):
            for each in files(name, data).values():
                assert SECRET not in each
                assert not re_opened_metadata(each)


def re_opened_metadata(data: bytes) -> set[str]:
    found = opened(data)
    told = {"exif", "xmp", "icc_profile", "comment", "photoshop", "Comment", "XML:com.adobe.xmp"}
    return told & set(found.info) | ({"exif"} if found.getexif() else set())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright(orientation: int) -> None:
    upright = picture((64, 32))
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    turned = upright.transpose(turns[orientation]) if orientation in turns else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(turned, "JPEG", exif=exif, quality=95)
    assert (measured(data).width, measured(data).height) == (64, 32)
    found = opened(files("a.jpg", data)["a.jpg"])
    assert found.size == (64, 32)
    assert near(found.getpixel((4, 16)), (255, 255, 255))
    assert near(found.getpixel((60, 16)), (255, 0, 0))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel(mode: str) -> None:
    if mode == "I;16":
        deep = Image.new("I;16", (8, 8))
        for x in range(8):
            for y in range(8):
                deep.putpixel((x, y), 65535 if x < 4 else 32768)
        data, wanted = saved(deep, "PNG"), (128, 128, 128)
    else:
        form = "JPEG" if mode == "CMYK" else "PNG"
        data = saved(picture((8, 8), mode), form)
        wanted = {"1": (0, 0, 0), "L": (76, 76, 76), "LA": (76, 76, 76)}.get(mode, (255, 0, 0))
        wanted = picture((8, 8), "1").convert("RGB").getpixel((7, 4)) if mode == "1" else wanted  # type: ignore[assignment]
    for path, each in files("a.png", data).items():
        assert near(opened(each).convert("RGB").getpixel((7, 4)), wanted), path


def test_what_is_clear_stays_clear_where_it_can() -> None:
    clear = picture((8, 8)).convert("RGBA")
    clear.putalpha(Image.new("L", (8, 8), 0))
    found = files("a.png", saved(clear, "PNG"))
    assert opened(found["a.png"]).mode == "RGBA"
    assert near(opened(files("a.jpg", saved(clear, "PNG"))["a.jpg"]).getpixel((7, 4)), (255, 255, 255))


def test_other_colours_become_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    for profile in (lab, b"rusak", b""):
        assert files("a.jpg", saved(picture(), "JPEG", icc_profile=profile))


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")


def moving(form: str) -> bytes:
    return saved(picture(), form, save_all=True, append_images=[picture(colour="blue")])


WHOLE = saved(picture((640, 480)), "JPEG")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken-picture"),
        (b"<script>alert(1)</script>", "broken-picture"),
        (b"\xff\xd8\xff", "broken-picture"),
        (WHOLE[: len(WHOLE) // 2], "broken-picture"),
        (saved(picture(), "PNG")[:-30], "broken-picture"),
        (saved(picture(), "WEBP")[:-30], "broken-picture"),
        (saved(picture(), "GIF"), "broken-picture"),
        (saved(picture(), "TIFF"), "broken-picture"),
        (saved(picture(), "BMP"), "broken-picture"),
        (WHOLE[:-2] + b"\xff\xda" * 200, "broken-picture"),
        (bomb(7000, 6000), "picture-too-large"),
        (bomb(2**31 - 1, 2**31 - 1), "picture-too-large"),
        (bomb(6000, 6000), "broken-picture"),
        (moving("PNG"), "moving-picture"),
        (moving("WEBP"), "moving-picture"),
        (WHOLE + bytes(31 * 1024 * 1024), "file-too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_to_publish(data: bytes, code: str) -> None:
    with pytest.raises(PictureFault) as caught:
        measured(data)
    assert caught.value.code == code


def test_the_original_is_never_published(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    jpeg = saved(picture((2000, 1000)), "JPEG", exif=exif)
    notes = {path: text for path, text in NOTES.items() if not path.startswith("meetings")}
    meeting = NOTES["meetings/2026/2026-01-05-rapim.md"].replace(
        "arahan:", "foto: [{berkas: a b.jpg, keterangan: Peta}]\narahan:"
    )
    notes["meetings/2026/2026-01-05-rapim/index.md"] = meeting + "\n![Peta](a%20b.jpg)\n\n[PDF](c.pdf)\n"
    notes["tentang/index.md"] = "# Tentang\n\n![Peta](a.jpg)\n"
    lay_out(tmp_path, notes, CONFIG)
    folder = tmp_path / "content/meetings/2026/2026-01-05-rapim"
    for place in (folder / "a b.jpg", folder / "tidak-dipakai.jpg", tmp_path / "content/tentang/a.jpg"):
        place.write_bytes(jpeg)
    (folder / "c.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "content/LISENSI").write_bytes(SECRET)
    assert main(["build", "--config", str(tmp_path / "mkdocs.yml"), "--as-of", "2026-03-01"]) == 0
    site = tree(tmp_path / "site")
    assert not [path for path, data in site.items() if SECRET in data]
    pictures = {path for path in site if path.endswith((".jpg", ".webp"))}
    at = "rapim/2026-01-05-rapim"
    assert pictures == {
        f"{at}/a b.jpg", f"{at}/foto/800/a b.jpg.webp", f"{at}/foto/1600/a b.jpg.webp", "tentang/a.jpg",
        f"{at}/foto/kartu.jpg",
    }  # fmt: skip
    assert site[f"{at}/c.pdf"] == b"%PDF-1.7\n"
    page = site[f"{at}/index.html"].decode()
    assert page.count("<picture>") == 2
    assert page.count('width="1600" height="800"') == 2
    assert page.count(f"{at}/foto/800/a%20b.jpg.webp 800w, ") == 2

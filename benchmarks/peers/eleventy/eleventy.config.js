// Pages are made by pages/*.11ty.js from the data of the archive, in the folder `data`.
export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy({ assets: "assets" });
  eleventyConfig.setDataDeepMerge(false);
  eleventyConfig.setQuietMode(true);
  return { dir: { input: "pages", data: "../none", output: "public" } };
}

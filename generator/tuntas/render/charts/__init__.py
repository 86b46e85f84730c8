"""Pictures of progress: numbers become shapes here, and SVG in the theme's `_charts.html`.

A picture is a frozen view. What it shows stands three times in it: as shapes, as a sentence and as
a table, all made of the same counts. Lengths begin at zero and are measured in units of the
picture, `WIDTH` wide whatever the screen; each count stands with what it is a part of.
"""

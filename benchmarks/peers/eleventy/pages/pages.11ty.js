// Every page, from the data of the archive.
import { pages } from "../lib/archive.js";
import { base } from "../lib/base.js";
import { content } from "../lib/content.js";

export const data = {
  pages,
  pagination: { data: "pages", size: 1, alias: "page_" },
  permalink: ({ page_ }) => `/${page_.address}`,
  eleventyExcludeFromCollections: true,
};

export const render = ({ page_ }) => base(page_, content(page_));

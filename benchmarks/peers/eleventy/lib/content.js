// What stands on each kind of page: a function of the page's view and the way to the site's root.
import { agency, agencyRole, agencyYear, briefing } from "./agency.js";
import { directive } from "./directive.js";
import { directivesList, meetings, mission, open } from "./lists.js";
import { digest, meeting, report } from "./meeting.js";

const kinds = {
  directive, meeting, report, digest, agency, "agency-role": agencyRole, "agency-year": agencyYear, briefing, directives: directivesList, meetings,
  mission, commitments: open,
};

export const content = (page) => (page.template === "plain" ? page.html : kinds[page.template](page.view, page.root, page.address));

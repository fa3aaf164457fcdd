"""Every number on these pages that is read as no figure of a release, and why it is no result of anybody's.

A new number on a page that nothing here knows makes the test ask. `TABLES` names columns by the caption of their table,
`LINES` whole lines; a line that has only numbers of tables of the same page needs no reason of its own.
"""

from collections.abc import Mapping

DAY, YEAR = r"\d{1,2} [A-Z][a-z]+ \d{4}", r"\d{4}/\d{2}"
PARTICIPATION = "who took part, which the network and the advisers see exactly and by name: no answer is in it"
COUNTED = "how many are counted, to the nearest five: who is counted is taken as known here"
PLAN = "what the plan of a release says before it is made: from who is counted alone"
OWN = "the reader's own results, or those of an organisation that said yes to showing them to the reader"
NAMED = "exact counts over organisations that each show the reader their results"
TARGET = "what a target asks for, and by when: from a file"
HELP = "what advisers did for an organisation: the adviser's own notes"
LABEL = "the name of a year, level, size or version, or a day"
DERIVED = "the difference of two figures that the tables of the page show"

# By caption, the columns and why they are ignored.
TABLES: Mapping[str, Mapping[str, str]] = {
    r"(Who took part|By name|To hand on, from five), by school year": {".+": PARTICIPATION},
    rf"By (kind|region), {YEAR}": {".+": PARTICIPATION},
    r"How far they are this year": {".+": PARTICIPATION},
    r"Eastmere: \d+ organisations": {".+": PARTICIPATION},
    r"All that you asked or that said yes: \d+ organisations": {".+": PARTICIPATION},
    r"(Every target|Targets)": {"Needed": TARGET, "By": TARGET, "Pace": PARTICIPATION, "Of whom": LABEL},
    r"To hand on, from five, by school year": {".+": PARTICIPATION},
    rf"Mean of each section\. .+ level out of 5, {YEAR}": {"Group": COUNTED},
    r"(Level of each section|Every question|Every piece of evidence|What was measured)": {".+": OWN},
    r"Each section beside others": {"You now": OWN},
    r"Every group by section": {"Group": LABEL, "Counted, about": COUNTED},
    r"Spread of each section": {"Counted": COUNTED},
    r"Overall by region": {"Counted": COUNTED},
    r"Change (of each section|since the year before)": {"Did both years.*": COUNTED},
    r"Where (a course or an offer would help most|help would do most)": {
        "Asked for": LABEL, "Counted, about": COUNTED,
    },
    r"Near the next award": {"Year": LABEL},
    r"Days for each organisation this year": {".+": HELP},
    r"Figures there are": {".+": PLAN},
    r"(Shown|Withheld)": {".+": PLAN},
    rf"A check that is attacked, {YEAR}: \d+ organisations": {"Last touched": PARTICIPATION},
    r"Sections, the one most often low first": {".+": NAMED},
    r"Questions most often (low|strong)": {".+": NAMED},
    rf"Level of each section out of 5, .+ School, {YEAR}": {".+": OWN},
    r"Level of each section out of 5": {
        "You now": OWN, "You last time": OWN, YEAR: OWN, rf".+ School, {YEAR}": OWN,
    },
    r"People|Machines": {"You": OWN},
    r"Numbers": {"Number": LABEL, "You": OWN, "Latest": OWN, "Before that": OWN, "Now": OWN, "Before": OWN},
    r"Every measurement": {".+": OWN},
    r"Overall level out of 5, .+ School": {
        "Period": LABEL, "Overall": OWN, "Same questions as the year before": OWN, "At good practice": OWN,
        "Answered": OWN, "Version": LABEL,
    },
    rf"Level of each section out of 5, .+ School, {YEAR} to {YEAR}": {YEAR: OWN},
    r"Level of each question in (People|Machines)": {".+": OWN},
    r"(Slipped|Improved|Stayed the same|No longer apply to you|Answered only one of the two times)": {".+": OWN},
}  # fmt: skip

SECTION, SCHOOL, V = r"(?:Overall|People|Machines)", r"[A-C][a-z] School", r"(?:[+−]?\d(?:\.\d{1,2})?|no change)"

LINES: Mapping[str, str] = {
    # How figures are called.
    YEAR: LABEL,
    r"(All|.*[Ss]chools?) .*with .*\d+ .*pupils.*": LABEL,
    rf"Results: A check that is attacked, {YEAR}": LABEL,
    rf"Results of {YEAR}": LABEL,
    rf"From {YEAR} to {YEAR}": LABEL,
    rf"(Mean of each|Mean overall|How far apart|Change in levels|Questions where).+ level out of 5, {YEAR}": LABEL,
    r".*Good practice \(4 Working well\)": LABEL,
    rf"A check that is attacked, {YEAR}(, schools’ year, full)?": LABEL,
    rf"What A check that is attacked, {YEAR}, schools’ year, full would show": LABEL,
    rf"Level of each section out of 5(, {SCHOOL}, {YEAR}( to {YEAR})?)?": LABEL,
    rf"Overall level out of 5, {SCHOOL}(\. A line joins.+)?": LABEL,
    rf"{SCHOOL}, {YEAR}": LABEL,
    rf"Level of each section out of 5: {SCHOOL}, {YEAR}, beside .+ \(about \d+, figures of {DAY}\)": COUNTED,
    rf"Level of each section out of 5: {SCHOOL}, {YEAR}, beside .+: the \d+ others you may see": NAMED,
    # Who is counted.
    rf"Comparison figures of {DAY}, {YEAR}\.( \d+ of the \d+ counted are in them; .+)?": COUNTED,
    rf"Source: Stocktake, comparison figures of {DAY}\..*": COUNTED,
    rf"A check that is attacked, level out of 5, {YEAR}\. Source: Stocktake, comparison figures of {DAY}\..*": COUNTED,
    rf"Beside .+: about \d+\. Comparison figures of {DAY}\.( They are of {YEAR}.+)?": COUNTED,
    r"Beside .+: the \d+ others you may see\.": NAMED,
    r"Beside .+ you may see\. They are of .+": NAMED,
    r".+: the \d+ (others )?you may see": NAMED,
    r"Not shown: \d+ groups?": COUNTED,
    r".+: too few to show, because .+ \d more counted would show it\.": COUNTED,
    r"Too few submitted to show anything yet: \d+": PLAN,
    r"\d+ of \d+ submitted are counted; \d+ groups? shown \(\d+ worked out anew\), \d+ withheld\.": PLAN,
    r"Withheld: \d+": PLAN,
    # Who took part.
    rf"\d+ of \d+ have submitted for {YEAR}": PARTICIPATION,
    r"Submitted, by year\. .+": PARTICIPATION,
    rf"{YEAR} until today": PARTICIPATION,
    r"\d+ of \d+": PARTICIPATION,
    rf"Source: Stocktake, as known on {DAY}\. .+": PARTICIPATION,
    rf"As known on {DAY}\.": PARTICIPATION,
    rf"(By kind|By region|By name), {YEAR}": LABEL,
    r"(Not begun|Submitted|Begun, not submitted): \d+": PARTICIPATION,
    rf"{SCHOOL}, {DAY}": PARTICIPATION,
    r"All \d+ organisations in Eastmere\.": PARTICIPATION,
    r"Eastmere: \d+ organisations": PARTICIPATION,
    r"Ask \d+ organisations found above": PARTICIPATION,
    r"(Page \d of \d.*|These are the first 50 .+)": "how many rows a page of a list has",
    r"Sixth form or post-16": LABEL,
    r"One side of A4 \((PDF|Word)\)": LABEL,
    rf"Widest apart: .+, the middle half {V} levels wide( in each)?(\. .+)?": DERIVED,
    r"\d+ organisations show something to your team\.": NAMED,
    r"(All \d+|Who needs me most \(\d+\))": NAMED,
    r"All that you asked or that said yes: \d+ organisations": PARTICIPATION,
    rf"\d+ more by {DAY}; \d+ in the last year": PARTICIPATION,
    r"Organisations that show you their levels.+ by moving up at most \d questions\. .+": LABEL,
    r"Waiting for a decision: \d+": "how many applied for an award, which those who decide see by name",
    # Exact figures over those who show the reader their results.
    rf"(“{SECTION}” is|No section is) at level 2 or below.+This rests on \d+ results? that you may see\.": NAMED,
}

OWN_LINES: Mapping[str, str] = {  # on the pages of one's own results
    rf"{SCHOOL}\. Submitted on {DAY}\.": OWN,
    rf"{V} of 5, .+; \d of \d at good practice": OWN,
    r"Overall you stand at .+": OWN + "; what it says of others is read",
    rf"{SCHOOL}\. Review of {YEAR}, submitted {DAY}\. .+": LABEL,
    r"Put step \d into our actions": LABEL,
    r"Now \d; next is \d .+": OWN,
    r"\d of \d sections .+ since last time": OWN,
    rf"Level of each section out of 5, {SCHOOL}, {YEAR}\. .+": OWN,
    rf"(Up|Down) by {V} on the same questions since {YEAR}": OWN,
    rf".*{YEAR} is the first year.*": OWN,
    rf"On the same questions nothing has moved since {YEAR}": OWN,
    rf"Since {YEAR} the overall level .+": OWN,
    r"\d questions? (improved|slipped|stayed the same).*": OWN,
    rf"{V}( \(\d of \d questions are the same\))?": OWN,
    r"(Improved|Slipped|Stayed the same|No longer apply to you|Answered only one of the two times) \(\d\)": OWN,
    rf"{SCHOOL}, {DAY} to {DAY}\. Every picture starts at nought\.": OWN,
    r"Staff who have read it, percent: .+": OWN,
    r"\d+(\.\d)?%|[A-Z][a-z]{2} \d{4}": OWN,
    rf"Reopened on {DAY}(\.| because: .+)": OWN,
    r"(\d|none) of \d numbers? moved the right way.*": OWN,
}  # fmt: skip

LABELS: tuple[str, ...] = (
    DAY, YEAR, r"out of 5", r"of 5\.", r"about \d+, figures of", r"\(about \d+\)", r"about \d+,",
    r": the \d+ (others )?you may see", r"\b\d of \d sections", r"\b\d+ (sections?|regions?|groups?|places)",
)  # fmt: skip

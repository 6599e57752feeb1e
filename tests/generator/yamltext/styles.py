"""Four files as different hands write them, with a comment wherever one can stand; and what may be put into them."""

from collections.abc import Mapping

from generator.yamltext.read import BYTE_ORDER_MARK

BLOCK = """\
# yaml-language-server: $schema=../goal.schema.json
# c1 Agreed in September.

id: g1   # c2 never changes
competencies:
  # c3 the first is the main one
  - ref: ccss-math:4.nf.a.1
    target: got-it   # c4 by June
  - ref: ccss-math:4.nf.a.2

  # c5 between
  - {ref: ccss-math:4.nf.b.3, target: nearly}
i_can: "Compare two fractions: which is larger?"
why: >-
  Because sharing is fairer when
  you can say which piece is larger,
  and why it is.   # no comment
notes: |
  First try.
    Second try, further in.

  Third try.
# c6 below the notes
success_criteria:
  # c7 by drawing
  - id: c1
    text: I draw both. # c8 on paper
    done: false

  # c9 by telling
  - {id: c2, text: I tell why, tries: 1} # c10 aloud

  - id: c3   # c11 later
    # c12 why later
    steps:
      - one
      # c13 two is hard
      - two
      - three
    text: >
      I show
      both.
grades: ["4", '5']
outcome:
tags: [a, b,
  c, d]  # c14 four
due: 2026-11-20

# c15 the end
"""

DASHES_BELOW = """\
--- # c1 head
learner: s-0001
stage: elementary
enrolment:
# c2 oldest first
- school: Été 你好 😀   # c3 the old one
  grade: '3'
  from: 2025-09-01
  to: 2026-06-17
- school: Alder Creek
  grade: '4'
  from: 2026-08-31
  # c4 moved here
team:
- person: t-0001   # c5
  role: teacher_of_record
- person: t-0002
  role: mentor
  for:
  - 'fractions'
  - "art"   # c6
profile:
  strengths:
  - Reads aloud.
  - en: Sings.
    es: Canta.

  # c7 asked in October
  interests: # c8 many
  - maps

  - >-
    trains and what
    drives them
  needs: []
languages: [ar, en]
access: {text: large, # c9 glasses
  sound: "off"}
family:
-
  id: f-1
  language: ar
-
  # c10 the second home
  id: f-2
  language: en
"""

FOUR_COLUMNS = """\
id: basics
title: "Basics: counting"
terms:
    -   id: fall
        start: 2026-08-31   # c1 a Monday

        finish: 2026-12-04
    -   id: winter
        start: 2026-12-07
        # c2 before the break
        finish: 2027-03-12
    # c3 none in summer
rules:
    need:
        any:
            - a
            - {all: [b, c]}   # c4 both
            -   - d
                - e
        count: 2
    # c5 from the law
    citation: |-
        Title 5,
        section 51225
    empty: ""
scale: {levels: [{id: low, points: 1}, {id: high, points: 4}], kind: ordered}
closed:

    - from: 2026-09-07
      why: {en: Labor Day, es: Día del Trabajo}
    - from: 2026-10-12

      why: Another day   # c6
    # c7 the last
status: draft
"""

NO_LAST_LINE = """\
plain: one
texts:
  en: |
    Hello,
    you.
  es: 'It''s   # no comment'   # c1 Spanish
  de: two
    lines of plain
    text   # c2 folded by hand
list of lists:
  - - x
    - y
  - [z, w]
  - []

evidence: # c3
  - id: e1
    title: Quiz
    results:
      - competency: math:a
        points: 3.0
        note: >-
          She counted
          on.

      # c4 the second
      - competency: math:b
        level: got-it
    files: [{path: a.jpg, alt: "A, b"}, {path: b.jpg, alt: c}]   # c5
  - id: e2
    title: "Model: \\"bridge\\""
    excused: true
    links:
      - title: One
        url: https://example.org/?a=1#x
  - id: e3
    title: {en: Song, es: Canción}
nothing: ~
last:
  - id: z1
    text: a
  - id: z2
    text: b"""

STYLES: Mapping[str, str] = {
    "blocks, brackets, folded and literal text": BLOCK,
    "dashes below their key, letters of all kinds": DASHES_BELOW,
    "four columns, Windows, byte order mark": BYTE_ORDER_MARK + FOUR_COLUMNS.replace("\n", "\r\n"),
    "no last line end": NO_LAST_LINE,
}
WORDS = (
    "Fractions", "a: b", "# hash", "no", "2026-01-01", "NO", "12:30", "1e3", "0x1f", "", "null", "it's", '"q"',
    "- dash", "é你😀", "a, b", "{x}", "[y]", "  lead", "trail ", "@at", "`tick", "%pct", "&anchor", "*star", "!tag",
    "true", "07", "1_000", "~", "?q", ": c", ">", "|", "a # b",
    "What she says, and why: it is longer than a line. " * 3,
)  # fmt: skip
TEXTS = (
    "line\nline2\n", "line\n\nline3", "\nfirst is empty", "one\n  two\nthree", "ends twice\n\n", "tab\there\nx", " \nx",
    "Many words to make a line that is folded because it is much too long for one hundred columns, as it is.\nMore.\n",
)  # fmt: skip
SCALARS = (3, 2.5, -1, True, False, None)

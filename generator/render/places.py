"""Where the theme's files lie, as seen from a learner's folder. Known also where nothing of MkDocs is asked for."""

BESIDE_SITES = "../../"  # from s/<learner>/ to where _theme/ lies; one more for each folder a language lies in
INSIDE_SITE = ""  # in a sealed site: only what lies in the learner's own folder passes the service worker

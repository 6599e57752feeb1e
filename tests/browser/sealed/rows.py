"""The attacks that sealed sites were designed against, each with what must happen.

A row is a promise: a test names it with `@pytest.mark.attack("row")`, and `test_rows.py` fails for a row without a
test and for a test that names no row. Some rows are limits: no design on a static host removes them, so the test shows
that the limit is where the documents say it is.
"""

from collections.abc import Mapping

ATTACKS: Mapping[str, str] = {
    # Whoever holds the published folder
    "public-folder": "No word of a plan, no name and no id of a person stands in a published byte or a file name.",
    "code-guess": "Guessed codes open nothing, and almost all of them are refused before any work is done for them.",
    "folder-guess": "Who finds a learner's folder meets the closed door; the host lists no folders.",
    # Bytes changed on the host or on the way
    "flipped-bit": "A page with one changed bit is not shown; a plain sentence stands instead.",
    "truncated": "A page that was cut short is not shown.",
    "deleted": "A page that is gone from the host is told in a plain sentence, and comes back when it does.",
    "broken-picture": "A page whose picture was changed is shown without it, under a banner.",
    "swapped": "Two sealed files of one learner put in each other's place are both refused.",
    "others-blob": "A sealed file of another learner is refused.",
    "old-page": "An old version of the same page, put in the place of the new one, is refused.",
    "others-manifest": "The list of another learner's files is refused when the plan is unlocked.",
    "others-slots": "The locks of another learner with that learner's own code are refused.",
    "changed-slots": "Locks that were changed open with no code, and the sentence says so.",
    "absurd-work": "A host that asks for absurd work before a code is tried, or for none, is refused at once.",
    "changed-theme": "A changed script or style of the theme is neither run nor shown, and a banner tells.",
    "planted-file": "A file put beside the published ones is not taken for a page of the plan.",
    "hostile-answers": "Whatever the host answers for a page of the plan, the page that is shown is the sealed one.",
    # Whole publications
    "rollback": "A device that saw a newer release refuses a complete older one.",
    "rollback-new-device": "Limit: a device that saw nothing opens a complete older release; the page tells its day.",
    # Readers who are readers no longer
    "revoked-new-epoch": "Who lost access is locked out on the remembered device, and the old code opens nothing.",
    "revoked-same-epoch": "The same where nobody raised the epoch: the content key is bound to who reads.",
    "letter-replaced": "A renewed code locks out whoever holds the old letter or a device that remembers it.",
    "old-copies": "Limit: who kept an old copy of the published folder still opens it with the old code.",
    # Other learners' plans on the same host
    "sibling-code": "The code of one learner does not open the plan of another.",
    "sibling-fetch": "A script in one plan that fetches another's open page gets the closed door.",
    "sibling-frame": "A script in one plan that frames another's open page reads nothing.",
    "sibling-popup": "A script in one plan that opens another's open page in a window reads nothing.",
    "sibling-message": "A script in one plan, its address faked, that asks another's worker for the key gets none.",
    "sibling-remembered": "Limit of one origin: a script in one plan can use a key that another plan left remembered.",
    "sibling-cupboard": "What a script in one plan puts among the kept files of another is neither shown nor run.",
    # A device in other hands
    "disk-session": "After the browser is closed nothing of plan, key or code lies in its profile.",
    "disk-remembered": "A remembered plan leaves a key on the disk, as said, but neither the code nor the plan.",
    "history-titles": "Addresses and titles, as the browser's history keeps them, hold nothing about a person.",
    "tab-left-open": "A plan that nobody has touched for fifteen minutes locks itself.",
    # People's words as a way in
    "script-in-words": "Markup, scripts and script links in people's Markdown never run in the sealed site.",
    "script-in-names": "Nor do they in names of people, places and things.",
    "script-in-file-names": "Nor do they in the names of files, which also lead nowhere else.",
    "wall-behind": "A script that did get into a page is stopped by the policy that the worker sends.",
    "nothing-leaves": "What people wrote makes no browser ask another host for anything.",
    # The host itself
    "host-log": "The host's log tells no page of the plan that was read and no word that was searched.",
    "traffic": "Sealed files come in few sizes, and each has the size of its class.",
    "hostile-stub": "Limit: who can change the page in which codes are typed can take them.",
}

# Rows that no test in a browser can reach, with the reason.
BEYOND: Mapping[str, str] = {
    "master-stolen": "Who holds the master secret holds every key: nothing is left to be tested.",
    "screenshots": "What a reader may see, a reader can photograph or copy.",
    "hostile-machine": "Whoever controls the device or a browser extension reads what its user reads.",
    "search-for-codes": "95 bits cannot be searched; the time for each guess is a measurement (`make bench`), no test.",
    "forked-pull-request": "A property of the continuous integration, which has its own tests and no browser.",
}

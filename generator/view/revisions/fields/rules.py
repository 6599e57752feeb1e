"""Fields that several kinds of shared files hold: scales, how ratings are made, how much evidence a level needs."""

from generator.view.revisions.field import Field, Fields

SCALE: Fields = {
    "levels": Field("Levels", "fields", came="New level: {which}", gone="Level taken away: {which}", named=("label",)),
    "levels.id": Field("Id", "words", small=True),
    "levels.label": Field("What the level is called", "text"),
    "levels.points": Field("Points of the level", "number"),
    "levels.description": Field("What the level means", "text"),
    "levels.proficient": Field("Counts as learned", "yes"),
}
CALCULATION: Fields = {
    "method": Field("How results become one rating", "choice"),
    "weight": Field("How much the newest result counts", "percent"),
    "n": Field("How many results must be proficient", "number"),
    "k": Field("How many of the best results count", "number"),
    "window": Field("How many of the last results count", "number"),
    "date_basis": Field("Order of the results", "choice"),
    "counts": Field("Evidence that counts", "choice", came="Counts from now on: {now}", gone="Counts no longer: {was}"),
    "minimum_evidence": Field("Results needed before a rating is shown", "number"),
    "cap": Field("Highest rating", "number"),
}
EVIDENCE_RULE: Fields = {
    "pieces": Field("Pieces of work that must show the level", "number"),
    "kinds": Field(
        "Kinds of evidence that are needed",
        "choice",
        came="Kind of evidence that is needed from now on: {now}",
        gone="Kind of evidence that is no longer needed: {was}",
    ),
    "contexts": Field("Places where it must have been seen", "number"),
    "assessors": Field("People who must have seen it", "number"),
    "within_days": Field("Time within which the pieces must lie", "days"),
}
SOURCE: Fields = {
    "case_id": Field("Id at the source", "words", small=True),
    "uri": Field("Name on the web", "words", small=True),
    "url": Field("Web address", "words"),
    "changed": Field("Last changed at the source", "words", small=True),
}
COMPLETION: Fields = {
    "all": Field("All of them", "yes"),
    "at_least": Field("At least so many of them", "number"),
    "points": Field("Credits that must add up", "number"),
}

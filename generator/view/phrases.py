"""The interface's words for what comes in kinds: tables of messages, each said in the reader's language when used."""

from collections.abc import Mapping

from generator.model.pathway_picture import PaceState
from generator.model.standing_picture import LeftOutReason, WhyNotRated
from generator.records.school import Context, MethodName
from generator.words import Words

KINDS: Mapping[str, str] = {
    "formative": "Check along the way",
    "interim": "Check after a part",
    "summative": "Check at the end",
    "performance": "Shown by doing",
    "portfolio": "From my portfolio",
    "observation": "Seen by a teacher",
    "self": "My own view",
    "peer": "A classmate’s view",
    "prior_learning": "Learned before",
    "credential": "Certificate",
}
CONTEXTS: Mapping[Context, str] = {
    "class": "In class",
    "home": "At home",
    "work": "At work",
    "community": "In the community",
    "online": "Online",
}
MEDIA: Mapping[str, str] = {"audio": "Recording", "image": "Picture", "video": "Film"}
PACES: Mapping[PaceState, str] = {
    "ahead": "Ahead of plan",
    "on_plan": "On plan",
    "more_time": "Taking more time",
}
DOMAINS: Mapping[str, str] = {
    "academic": "Learning",
    "career": "Work and career",
    "personal_social": "Me and others",
    "wellness": "Wellness",
    "extracurricular": "Outside lessons",
    "postsecondary": "After high school",
}
METHODS: Mapping[MethodName, str] = {
    "latest": "The newest piece of work decides.",
    "highest": "The best piece of work decides.",
    "mean": "All pieces of work count the same: this is their mean.",
    "median": "The middle one of the newest pieces of work decides.",
    "mode": "The level shown most often decides.",
    "mean_of_highest_k": "The best pieces of work count: this is their mean.",
    "weighted_average": "The newest piece of work counts most. All the earlier ones together count for the rest.",
    "decaying_average": "Newer pieces of work count more than older ones.",
    "n_mastery": "It counts how often the work was at the level to reach or above it.",
    "power_law": "It follows the trend of the work over time.",
    "teacher": "A teacher looks at all the work and decides.",
}
LEFT_OUT: Mapping[LeftOutReason, str] = {
    "excluded": "set aside by a teacher",
    "superseded": "replaced by a newer try",
    "kind_does_not_count": "work of this kind is for learning and is shown beside the level",
    "result_does_not_count": "marked as not counted",
    "after_the_day": "dated later",
    "no_score": "no level was given",
    "criterion_only": "about one part of the goal only",
}
NOT_RATED: Mapping[WhyNotRated, str] = {
    "no_scores": "No piece of work that counts has a level yet.",
    "not_enough_yet": "There are not enough pieces of work yet to say a level.",
    "too_few_proficient": "There are not enough pieces of work yet at the level to reach or above it.",
    "needs_two_scores": "A trend needs at least two pieces of work.",
    "zero_has_no_curve": "A trend cannot be drawn through work without points.",
    "waits_for_a_teacher": "A teacher has not decided yet.",
}


def kind_words(kind: str, words: Words) -> str:
    """What sort of evidence it is, for a reader who is not a teacher."""
    return words.say(KINDS[kind])


def context_words(context: Context, words: Words) -> str:
    return words.say(CONTEXTS[context])


def pace_words(state: PaceState, words: Words) -> str:
    return words.say(PACES[state])


def domain_words(domain: str, words: Words) -> str:
    """What part of life a goal without a competency belongs to."""
    return words.say(DOMAINS[domain])


def method_words(method: MethodName, words: Words) -> str:
    """How a rating is made, in one sentence."""
    return words.say(METHODS[method])


def left_out_words(why: LeftOutReason, words: Words) -> str:
    return words.say(LEFT_OUT[why])


def not_rated_words(why: WhyNotRated, words: Words) -> str:
    return words.say(NOT_RATED[why])


def media_words(media_type: str | None, words: Words) -> str:
    """What kind of file something is, by the name people have for it."""
    if media_type == "application/pdf":
        return words.say("PDF")
    return words.say(MEDIA.get((media_type or "").partition("/")[0], "File"))


def review_note(words: Words) -> str | None:
    """What who reads a translation must know as long as nobody qualified has read it; None: it needs no such note."""
    return words.say("This translation still waits for a qualified translator’s review.") if words.unreviewed else None

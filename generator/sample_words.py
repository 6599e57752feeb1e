"""The words that synthetic schools are made of. Nobody in them exists."""

from collections.abc import Mapping

GIVEN = (
    "Ada", "Bruno", "Ceren", "Dario", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jarek", "Kavya", "Leon", "Mina",
    "Nils", "Oriol", "Petra", "Quentin", "Rosa", "Samir", "Tilda", "Umar", "Vera", "Wim", "Xenia", "Yana", "Zoltan",
)  # fmt: skip
FAMILY = (
    "Arden", "Bako", "Cordero", "Dunmore", "Esposito", "Falk", "Gupta", "Holm", "Ibarra", "Jansson", "Keller",
    "Lozano", "Marek", "Nadir", "Olander", "Pereira", "Quist", "Rahimi", "Soto", "Tanaka", "Ulrich", "Varga",
    "Weller", "Yilmaz", "Zamora",
)  # fmt: skip

# domain: (title, six steps, each the next one's prerequisite: short name, what a learner can say)
DOMAINS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "reading": (
        "Reading",
        (
            ("Retelling", "I can retell what happens in a text in the right order."),
            ("Main idea", "I can say what a text is mostly about."),
            ("Details", "I can find the details that hold up a main idea."),
            ("Inference", "I can work out what a text means but does not say."),
            ("Comparing texts", "I can compare how two texts treat one subject."),
            ("Author's purpose", "I can explain why an author chose these words."),
        ),
    ),
    "writing": (
        "Writing",
        (
            ("Sentences", "I can write sentences that say what I mean."),
            ("Paragraphs", "I can build a paragraph around one idea."),
            ("Opinions", "I can give an opinion and a reason for it."),
            ("Evidence", "I can back up an opinion with evidence."),
            ("Revising", "I can make a draft better after feedback."),
            ("Arguments", "I can answer what someone might say against me."),
        ),
    ),
    "mathematics": (
        "Mathematics",
        (
            ("Equal groups", "I can show multiplication with equal groups."),
            ("Parts of a whole", "I can name parts of a whole as fractions."),
            ("Number lines", "I can place fractions on a number line."),
            ("Equal fractions", "I can explain why two fractions are equal."),
            ("Adding fractions", "I can add fractions and say why it works."),
            ("Ratios", "I can use ratios to compare amounts."),
        ),
    ),
    "science": (
        "Science",
        (
            ("Questions", "I can ask a question that can be tested."),
            ("Fair tests", "I can plan a test that changes one thing at a time."),
            ("Measuring", "I can measure and write down what I see."),
            ("Graphs", "I can show data so that others see the pattern."),
            ("Models", "I can use a model to explain what I saw."),
            ("Conclusions", "I can say what the data show and what they do not."),
        ),
    ),
    "habits": (
        "Habits of learning",
        (
            ("Planning", "I can plan the steps of my work."),
            ("Asking for help", "I can ask for the help I need."),
            ("Persisting", "I can try another way when one does not work."),
            ("Listening", "I can build on what others say."),
            ("Reflecting", "I can say what helped me learn."),
            ("Leading", "I can help a group finish what it began."),
        ),
    ),
}
PIECES = (
    "Check-in",
    "Workshop page",
    "Project draft",
    "Short talk",
    "Exit slip",
    "Notebook entry",
    "Group task",
    "Quiz",
)
NOTES = (
    "Worked alone after the first example.",
    "Explained the thinking aloud to a partner.",
    "Needed one reminder of the steps.",
    "Found the mistake without help and mended it.",
    "Showed it with a drawing and with words.",
    "The idea is there; the reasons come next.",
    "Used it in a problem that was new.",
)
STEPS = (
    "Read the examples and mark what is new",
    "Try three problems with a partner",
    "Explain it on a poster",
    "Use it in the class project",
    "Teach it to a younger learner",
)
STRENGTHS = (
    "Notices patterns before others do.",
    "Asks questions that move a group on.",
    "Keeps careful notes.",
    "Finishes what is begun.",
    "Draws ideas so that they become clear.",
)
VOICES = (
    "I learn best when I can build it first.",
    "I want to read the signs in my grandparents' town.",
    "I like it when we test things outside.",
    "I want to run the school garden one day.",
    "Music helps me remember what I read.",
)

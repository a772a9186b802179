namespace Experiments.Data.Articles;

/// <summary>A topic of generated articles.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Nouns">Things that it is about.</param>
/// <param name="Verbs">What somebody does with them, in the past tense.</param>
/// <param name="People">Who does it.</param>
internal sealed record ArticleTopic(string Name, IReadOnlyList<string> Nouns, IReadOnlyList<string> Verbs, IReadOnlyList<string> People)
{
    /// <summary>All topics. Each has many words, so that two articles of one topic mostly share its meaning, but few of its words.</summary>
    public static readonly IReadOnlyList<ArticleTopic> All =
    [
        Of("cooking",
            "soup bread dough butter onion garlic pepper sauce oven pan salad cheese cake pastry noodles rice stew broth herbs flour sugar "
            + "vanilla cinnamon lemon omelette gravy pancake biscuit roast dessert",
            "baked fried boiled tasted stirred chopped grilled seasoned roasted served kneaded simmered",
            "cook chef baker waiter pastrycook gourmet"),
        Of("astronomy",
            "star planet comet galaxy telescope moon orbit nebula asteroid eclipse meteor crater satellite supernova constellation quasar "
            + "sunspot pulsar observatory spectrum gravity universe rocket probe equinox parallax redshift exoplanet aurora cosmos",
            "observed discovered photographed mapped tracked catalogued detected magnified charted resolved",
            "astronomer stargazer physicist astronaut cosmologist observer"),
        Of("football",
            "goal penalty striker stadium referee corner midfield league trophy match defender tackle header offside keeper pitch cup derby "
            + "transfer overtime whistle crossbar dribble substitute supporters final playoff champion tournament kickoff",
            "scored kicked missed saved blocked won lost celebrated defended booked",
            "captain coach goalkeeper winger fan manager"),
        Of("medicine",
            "fever vaccine surgery tablet infection virus clinic pulse wound allergy diagnosis antibiotic bandage fracture symptom therapy "
            + "injection scalpel migraine asthma diabetes tumour anaesthetic stethoscope cough rash prescription artery insulin bacteria",
            "treated cured examined prescribed diagnosed vaccinated operated bandaged healed injected",
            "doctor nurse surgeon patient paramedic pharmacist"),
        Of("finance",
            "stock bond interest loan mortgage dividend inflation currency investor budget tax profit debt credit savings bank portfolio "
            + "insurance market deficit bankruptcy share audit revenue pension fund trader price tariff auction",
            "invested borrowed lent sold bought priced taxed insured audited financed",
            "banker broker accountant economist trader treasurer"),
        Of("gardening",
            "rose tulip hedge lawn compost seedling orchard weed shovel greenhouse pruning bulb fern daisy soil mulch blossom rake ivy "
            + "lavender trellis watering sunflower moss shrub petunia wheelbarrow nursery flowerbed vine",
            "planted watered pruned weeded mowed trimmed raked dug fertilised transplanted",
            "gardener florist botanist landscaper grower arborist"),
    ];

    /// <summary>Words of no topic, which come before what is done.</summary>
    public static readonly IReadOnlyList<string> Openings =
    [
        "Yesterday", "This morning", "Last week", "After a long day", "To everyone's surprise", "As planned", "Once again", "In the end", "At noon",
        "Before the others came", "Without a word", "As so often",
    ];

    /// <summary>Words of no topic, which come last.</summary>
    public static readonly IReadOnlyList<string> Endings =
    [
        "and nobody minded", "while others looked on", "for the first time in years", "as quickly as possible", "with great care", "and was pleased",
        "although it was late", "before anyone could ask", "just to be sure", "and talked about it later", "for no particular reason", "once more",
    ];

    private static ArticleTopic Of(string name, string nouns, string verbs, string people) =>
        new(name, nouns.Split(' '), verbs.Split(' '), people.Split(' '));
}

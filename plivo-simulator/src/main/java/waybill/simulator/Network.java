package waybill.simulator;

/** The network a number belongs to, by its country code: one plausible network a country. */
record Network(String country, String mcc, String mnc) {

    /** @param number digits only */
    static Network of(String number) {
        return switch (number) {
            case String n when n.startsWith("1") -> new Network("US", "310", "260");
            case String n when n.startsWith("33") -> new Network("FR", "208", "01");
            case String n when n.startsWith("44") -> new Network("GB", "234", "15");
            case String n when n.startsWith("49") -> new Network("DE", "262", "01");
            case String n when n.startsWith("91") -> new Network("IN", "404", "45");
            // The test network of ITU-T E.212.
            default -> new Network("", "001", "01");
        };
    }
}

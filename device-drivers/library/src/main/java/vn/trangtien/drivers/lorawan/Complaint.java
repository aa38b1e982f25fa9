package vn.trangtien.drivers.lorawan;

/** What can be wrong with a message of a network server without anything being wrong with the bus. */
enum Complaint {
    OVERSIZED("too large"),
    BROKEN("not the JSON of the network server"),
    FOREIGN("of another device"),
    BASE64("payload is not base64"),
    PAYLOAD("payload cannot be decoded"),
    FIELD("field without a number"),
    TIME("network time not believed"),
    SIMULATED("simulated by the console of the network server"),
    DROPPED("dropped because the gateway did not read in time");

    private final String words;

    Complaint(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

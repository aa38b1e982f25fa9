package vn.trangtien.sim.fleet.load;

/** What language a gateway speaks. */
enum Speaker {
    /** A gateway of ours: Kura's payload with qualities, units and numbers of the spool. */
    OURS,
    /** Eclipse Kura with its Wires publisher: no numbers, so that its messages are told apart by their bytes. */
    KURA,
    /** Eclipse Kura with the encoding {@code simple-json}. */
    KURA_JSON,
    /** An edge node of Sparkplug B with one device. */
    SPARKPLUG
}

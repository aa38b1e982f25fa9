package vn.trangtien.sim.fleet.load;

import vn.trangtien.sim.fleet.account.Expectation;

/**
 * A message ready to be sent.
 *
 * @param seq number in the run; 0 if it has none
 * @param points that it holds
 * @param measuredAtMs time of its values by the gateway's own clock
 */
record Outgoing(String topic, byte[] payload, Expectation expectation, long seq, int points, long measuredAtMs) {

    /** The same bytes once more. */
    Outgoing again() {
        return new Outgoing(topic, payload, Expectation.DUPLICATE, seq, points, measuredAtMs);
    }
}

package vn.trangtien.gateway.pipeline;

import java.util.List;

/**
 * What one attempt to read a device left to send.
 *
 * @param values may be empty: nothing has changed
 * @param seen every value this attempt came to, sent or not; rules and the local page look at these
 * @param urgent an alarm threshold is passed, so it should leave ahead of everything else
 */
public record Batch(List<ChannelValue> values, List<ChannelValue> seen, boolean urgent) {

    public Batch {
        values = List.copyOf(values);
        seen = List.copyOf(seen);
    }
}

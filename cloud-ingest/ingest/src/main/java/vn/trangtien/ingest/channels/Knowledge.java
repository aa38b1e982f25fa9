package vn.trangtien.ingest.channels;

import java.util.Optional;

/**
 * What is known of one channel before a value of it is judged.
 *
 * @param decided what was decided of exactly this channel; empty if nothing
 * @param spec of this channel where it was adopted
 * @param ours whether the sender is a gateway with our software, which has held the channel against its driver's descriptor
 *     already and is believed
 */
public record Knowledge(Optional<Standing> decided, Optional<ChannelSpec> spec, boolean ours) {

    private static final Knowledge UNDECIDED_OURS = new Knowledge(Optional.empty(), Optional.empty(), true);
    private static final Knowledge UNDECIDED_FOREIGN = new Knowledge(Optional.empty(), Optional.empty(), false);

    /** A channel of which nobody has decided. */
    public static Knowledge undecided(boolean ours) {
        return ours ? UNDECIDED_OURS : UNDECIDED_FOREIGN;
    }
}

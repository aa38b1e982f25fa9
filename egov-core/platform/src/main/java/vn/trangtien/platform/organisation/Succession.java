package vn.trangtien.platform.organisation;

import java.util.List;
import java.util.Optional;

/** Who does the work of a code on some day. */
public sealed interface Succession {

    /** The unit that does it, if there is exactly one. */
    default Optional<Unit> unit() {
        return Optional.empty();
    }

    /** The unit still exists. */
    record Itself(Unit it) implements Succession {
        @Override
        public Optional<Unit> unit() {
            return Optional.of(it);
        }
    }

    /** It ended, and another does all of its work. */
    record Taken(Unit former, Unit by) implements Succession {
        @Override
        public Optional<Unit> unit() {
            return Optional.of(by);
        }
    }

    /**
     * Its work was split; a person decides who gets what is still open.
     *
     * @param shares at least two
     */
    record Split(Unit former, List<Share> shares) implements Succession {
        public Split {
            shares = List.copyOf(shares);
        }
    }

    /** It ended and nobody took over. */
    record Ended(Unit former) implements Succession {}

    /** It does not exist yet. */
    record NotYet(Unit future) implements Succession {}

    /** No unit ever had this code. */
    record Unknown(String code) implements Succession {}

    /**
     * One successor of several.
     *
     * @param entry what went to it
     * @param now who stands for it on the day asked about; empty if that is split again or has ended
     */
    record Share(Successor entry, Optional<Unit> now) {}
}

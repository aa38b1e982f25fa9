package vn.trangtien.platform.calendar;

/** How much time there is. */
public sealed interface Term {

    /** @param count 1 to 2,000 */
    record WorkingDays(int count) implements Term {

        private static final int MOST = 2_000;

        public WorkingDays {
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException(
                        "working days must be 1 to %d, but was %d; give the time the rule allows"
                                .formatted(MOST, count));
            }
        }
    }

    /** @param count 1 to 2,000 */
    record WorkingHours(int count) implements Term {

        private static final int MOST = 2_000;

        public WorkingHours {
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException(
                        "working hours must be 1 to %d, but was %d; give the time the rule allows"
                                .formatted(MOST, count));
            }
        }
    }
}

package vn.trangtien.city.alarm;

import java.util.List;

/**
 * The operator's list.
 *
 * @param open by priority, then newest first
 * @param ended of the last day, or with a case that is still open; newest first
 */
public record AlarmList(List<AlarmView> open, List<AlarmView> ended) {

    public AlarmList {
        open = List.copyOf(open);
        ended = List.copyOf(ended);
    }

    /** How many want to be taken notice of. */
    public long unacknowledged() {
        return open.stream().filter(AlarmView::needsAcknowledgement).count();
    }
}

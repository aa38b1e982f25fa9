package vn.trangtien.platform.calendar;

/**
 * What a service offers that keeps deadlines: when a year's list is confirmed, it reckons those anew that are still open. Services in other processes
 * hear {@link CalendarConfirmed} instead.
 */
public interface OpenDeadlines {

    /** A name that never changes; each list is handed to each owner once. */
    String owner();

    /**
     * Reckons open deadlines of that year anew, with an audit entry for each that moves. Runs in a transaction; if it fails, it is asked again at the next
     * start or the next confirmation.
     *
     * @return how many have moved
     */
    int reckonAnew(YearList confirmed);
}

package vn.trangtien.drivers.lorawan;

/** A message is not what its topic promises. Routine, hence checked; ends as {@link NetworkEvent.Unusable}. */
final class UnusableMessageException extends Exception {

    private final Complaint complaint;

    UnusableMessageException(Complaint complaint, String detail) {
        super(detail);
        this.complaint = complaint;
    }

    NetworkEvent.Unusable toEvent() {
        return new NetworkEvent.Unusable(complaint, String.valueOf(getMessage()));
    }
}

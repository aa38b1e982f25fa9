package vn.trangtien.gateway.link;

/** What the thread of the link is woken for. */
sealed interface LinkEvent {

    /** Something was appended to the spool. */
    record Wake() implements LinkEvent {}

    /** The identity has changed: leave, and come back with the new one. */
    record Renew() implements LinkEvent {}

    /** The link is being closed. */
    record Stop() implements LinkEvent {}

    /** The gateway has something new to say of itself. */
    record Announce(Announcement what) implements LinkEvent {}

    record Acknowledged(long seq) implements LinkEvent {}

    record Refused(long session, long seq, int code) implements LinkEvent {}

    /**
     * A connection ended.
     *
     * @param session number of the connection, so that late news of an earlier one is recognised
     */
    record Lost(long session, LinkFault fault, String reason) implements LinkEvent {}
}

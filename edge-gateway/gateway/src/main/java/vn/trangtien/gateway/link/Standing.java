package vn.trangtien.gateway.link;

import vn.trangtien.gateway.link.LinkStatus.State;

/** The status of the link: changed by its thread alone, read by any. */
final class Standing {

    private volatile LinkStatus status = LinkStatus.NEW;

    LinkStatus status() {
        return status;
    }

    void enter(State state) {
        LinkStatus now = status;
        status = new LinkStatus(state, now.connects(), now.sent(), 0, now.lastError(), now.fault());
    }

    void connected() {
        LinkStatus now = status;
        status = new LinkStatus(State.CONNECTED, now.connects() + 1, now.sent(), 0, now.lastError(), now.fault());
    }

    void progress(long sentMore, int inFlight) {
        LinkStatus now = status;
        status = new LinkStatus(
                now.state(), now.connects(), now.sent() + sentMore, inFlight, now.lastError(), now.fault());
    }

    void failed(LinkFault fault, String reason) {
        LinkStatus now = status;
        status = new LinkStatus(now.state(), now.connects(), now.sent(), now.inFlight(), reason, fault);
    }
}

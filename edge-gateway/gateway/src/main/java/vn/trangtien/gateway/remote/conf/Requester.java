package vn.trangtien.gateway.remote.conf;

import vn.trangtien.wire.request.Request;

/**
 * Who is told how a change ended.
 *
 * @param client id of the requester; empty if nobody asked from outside
 * @param appId under which it asked
 */
public record Requester(String client, String appId) {

    /** A technician on the spot, or the gateway itself. */
    public static final Requester NOBODY = new Requester("", "");

    static Requester of(Request request) {
        return new Requester(request.requester(), request.appId());
    }
}

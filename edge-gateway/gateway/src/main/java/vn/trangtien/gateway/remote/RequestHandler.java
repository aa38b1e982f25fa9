package vn.trangtien.gateway.remote;

import vn.trangtien.wire.request.Request;

/**
 * One application of remote management. Called on two threads at most, for all applications together; requests given to it carry
 * a good seal and have not been seen before.
 */
public interface RequestHandler extends AutoCloseable {

    /** Third level of the topics, {@code CONF-V2} for example; also told at birth. */
    String appId();

    /**
     * Does what is asked.
     *
     * @throws RequestFailed with the code and the reason that the cloud shall read; an {@link IllegalArgumentException} becomes
     *     400 with its message, anything else unexpected 500 without
     */
    Answer handle(Request request) throws RequestFailed, InterruptedException;

    /** The gateway is being closed. Safe to call twice. */
    @Override
    default void close() {}
}

/**
 * What the cloud may do here: requests as Kura knows them, obeyed only with a seal of the city's authority.
 *
 * <p>Each application is a {@link vn.trangtien.gateway.remote.RequestHandler}; seal, replay, replies and the audit are the
 * {@link vn.trangtien.gateway.remote.Dispatcher}'s business alone. Applications that need something of the whole gateway are
 * given it as a small interface.
 */
@NullMarked
package vn.trangtien.gateway.remote;

import org.jspecify.annotations.NullMarked;

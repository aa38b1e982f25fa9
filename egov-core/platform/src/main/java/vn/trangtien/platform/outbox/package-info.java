/**
 * Messages that leave if and only if the transaction that wrote them commits; delivery is at least once.
 */
@NullMarked
package vn.trangtien.platform.outbox;

import org.jspecify.annotations.NullMarked;

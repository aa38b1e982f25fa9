/**
 * Video in a process of its own: native decoders may crash, and only that process dies with them.
 *
 * <p>One child serves all cameras of a gateway. Measured on two cores with a 768 x 432 stream: 112 MB resident with one camera, 119
 * with two, 139 with four; a process each would cost 112 MB each. The price is that a crash interrupts all of them for about two
 * seconds.
 *
 * <p>Both directions carry frames: four bytes of length, one of version, one of kind, and the fields. Orders go to standard input,
 * never on the command line, because addresses of cameras hold passwords; when it ends, the child ends, so that none outlives its
 * parent. Events come back on descriptor 3: descriptor 1 is sent to the errors, because native libraries print there.
 */
@NullMarked
package vn.trangtien.gateway.camera.process;

import org.jspecify.annotations.NullMarked;

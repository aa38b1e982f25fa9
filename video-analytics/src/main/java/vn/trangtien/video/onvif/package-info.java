/**
 * Asks cameras what they are and where their pictures come from, in the words of ONVIF: WS-Discovery, device service, and the
 * media services of the profiles S (version 10) and T (version 20).
 *
 * <p>What comes from a camera comes from a stranger: XML is bounded and has no entities, and requests with a password go only
 * to the host that was asked. No events, no PTZ, no configuration of cameras. Blocking; the caller brings the thread.
 */
@NullMarked
package vn.trangtien.video.onvif;

import org.jspecify.annotations.NullMarked;

/**
 * ONVIF as a camera answers it: discovery, the device service and both media services. Names of messages and fields are those of
 * the ONVIF Core, Media and Media2 specifications.
 */
@NullMarked
package vn.trangtien.sim.camera.onvif;

import org.jspecify.annotations.NullMarked;

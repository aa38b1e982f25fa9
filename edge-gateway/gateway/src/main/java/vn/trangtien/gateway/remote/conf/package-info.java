/**
 * The configuration of the gateway as the cloud reads and changes it: one file is the truth, every earlier version is kept, and a
 * change that cuts the gateway off is taken back by the gateway itself.
 */
@NullMarked
package vn.trangtien.gateway.remote.conf;

import org.jspecify.annotations.NullMarked;

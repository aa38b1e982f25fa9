/** CMD-V1: programs that the technician allowed, and nothing else; no shell stands between. */
@NullMarked
package vn.trangtien.gateway.remote.command;

import org.jspecify.annotations.NullMarked;

/**
 * What the city keeps on this machine: its data directory with lock, secrets, ports and log file.
 *
 * <p>Everything secret is readable by its owner only. Nothing here starts a server.
 */
@NullMarked
package vn.trangtien.box.home;

import org.jspecify.annotations.NullMarked;

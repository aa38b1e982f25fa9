/**
 * Software updates over the air, DEPLOY-V2: fetch, check, unpack, try, confirm or take back.
 *
 * <p>Nothing is unpacked before its hash and the city's signature over it have been checked, and nothing stays that has not
 * reached the cloud within its time of trial. What to start after a power cut is decided by the launcher, a shell script that
 * reads the same file {@code releases/current}; see {@link vn.trangtien.gateway.remote.deploy.CurrentRelease}.
 */
@NullMarked
package vn.trangtien.gateway.remote.deploy;

import org.jspecify.annotations.NullMarked;

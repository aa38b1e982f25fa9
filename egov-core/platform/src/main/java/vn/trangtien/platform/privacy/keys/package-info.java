/**
 * Encryption of single columns: AES-256-GCM under data keys, which lie in the database encrypted under master keys, which lie in a
 * file outside of it. Whoever has the database, or a backup of it, has nothing without that file.
 */
@NullMarked
package vn.trangtien.platform.privacy.keys;

import org.jspecify.annotations.NullMarked;

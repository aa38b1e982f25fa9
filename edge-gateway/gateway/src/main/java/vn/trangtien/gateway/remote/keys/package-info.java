/** KEYS-V2: the gateway's key and certificates. Private keys are made here and never leave; a new one serves only once it has proved to work. */
@NullMarked
package vn.trangtien.gateway.remote.keys;

import org.jspecify.annotations.NullMarked;

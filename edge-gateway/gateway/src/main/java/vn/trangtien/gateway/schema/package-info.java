/**
 * The JSON Schema (draft 2020-12) of a gateway's configuration, built from the installed drivers, for editors that complete and
 * check while somebody types. It knows less than {@link vn.trangtien.gateway.config.ConfigReader}: what refers to another part of
 * the file – names of buses, two at one address – only the reader sees. Titles are Vietnamese, descriptions English.
 */
@NullMarked
package vn.trangtien.gateway.schema;

import org.jspecify.annotations.NullMarked;

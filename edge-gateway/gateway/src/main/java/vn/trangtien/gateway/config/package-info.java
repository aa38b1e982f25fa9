/**
 * The configuration of a gateway: a tree of records and the reader of its YAML. Every mistake is reported at once, with file,
 * line, key, value and rule. What a driver wants of its parameters is asked of the installed drivers.
 */
@NullMarked
package vn.trangtien.gateway.config;

import org.jspecify.annotations.NullMarked;

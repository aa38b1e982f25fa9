/**
 * A whole gateway as it is installed: its configuration file, the running gateway, and what the cloud may do to both. Whoever
 * offers it to people – command line, own page, city in a box – begins here.
 */
@NullMarked
package vn.trangtien.gateway.host;

import org.jspecify.annotations.NullMarked;

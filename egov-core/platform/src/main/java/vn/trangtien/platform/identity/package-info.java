/**
 * People, their roles, how they sign in, and which request may reach which page. No passwords are kept.
 */
@NullMarked
package vn.trangtien.platform.identity;

import org.jspecify.annotations.NullMarked;

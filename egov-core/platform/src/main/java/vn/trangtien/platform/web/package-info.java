/**
 * The common look: layout, languages, themes, error pages, and the checks that keep texts complete in both languages.
 */
@NullMarked
package vn.trangtien.platform.web;

import org.jspecify.annotations.NullMarked;

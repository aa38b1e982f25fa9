@NullMarked
package vn.trangtien.city.screen;

import org.jspecify.annotations.NullMarked;

@NullMarked
package vn.trangtien.city.live;

import org.jspecify.annotations.NullMarked;

@org.jspecify.annotations.NullMarked
package vn.trangtien.city.cameras;

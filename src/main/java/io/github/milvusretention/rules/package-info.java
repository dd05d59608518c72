/** The rules file: bound, checked as a whole, and turned into policies and clusters. */
@NullMarked
package io.github.milvusretention.rules;

import org.jspecify.annotations.NullMarked;

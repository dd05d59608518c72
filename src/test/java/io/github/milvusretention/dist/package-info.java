/** The distribution and the image, as a user starts the program from them. */
@NullMarked
package io.github.milvusretention.dist;

import org.jspecify.annotations.NullMarked;

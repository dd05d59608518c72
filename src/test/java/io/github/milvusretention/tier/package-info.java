/** Which tests are played when. */
@NullMarked
package io.github.milvusretention.tier;

import org.jspecify.annotations.NullMarked;

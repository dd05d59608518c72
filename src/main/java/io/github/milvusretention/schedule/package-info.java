/** The Quartz side: which policy runs when. */
@NullMarked
package io.github.milvusretention.schedule;

import org.jspecify.annotations.NullMarked;

package io.github.milvusretention.schedule;

import io.github.milvusretention.database.UnsuitableRepository;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerMetaData;

/**
 * Refuses to fire from a store that forgets missed firings, or beside other nodes without knowing
 * of them: a scheduler that is not clustered corrupts the tables of one that is.
 */
record JobStoreCheck(QuartzDatabase database) {
  void check(Scheduler scheduler) throws SchedulerException {
    SchedulerMetaData quartz = scheduler.getMetaData();
    String store = quartz.getJobStoreClass().getSimpleName();
    if (!quartz.isJobStoreSupportsPersistence()) {
      throw new UnsuitableRepository(
          "the schedules are kept in "
              + store
              + ", which forgets them when the process ends, and with them every firing it missed."
              + " Remove the spring.quartz settings of your own");
    }
    if (quartz.isJobStoreClustered() != database.clustered()) {
      throw new UnsuitableRepository(
          "the schedules are kept in "
              + database
              + (database.clustered() ? " and must be" : " and must not be")
              + " clustered, but "
              + store
              + (quartz.isJobStoreClustered() ? " is" : " is not")
              + ". Remove the spring.quartz settings of your own");
    }
  }
}

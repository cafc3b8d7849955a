SELECT
 *
FROM [memtable_0]

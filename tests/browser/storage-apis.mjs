// Everything by which a browser lets a page store, as npm `@mdn/browser-compat-data` lists it: what the guard stands
// before, and what it need not, with the reason. A browser that grows a new way makes
// tests/browser/storage-apis.test.mjs fail until it stands here.

/** Parts of the list that are about storage: by the name of the class or member, or by the standard that it is in. */
export const NAMES = /cookie|storage|indexeddb|^IDB|cache|filesystem|bucket|serviceworker|sharedworker|quota|persist/i;
export const STANDARDS =
  /storage\.spec|fs\.spec|cookiestore|indexeddb|service-?worker|storage-buckets|storage-access|shared-storage|file-system-access|webstorage|rfc6265|entries-api|background-fetch|background-sync|push-api|periodic|content-index/i;

/**
 * The guard stands before these: class, and its members, as hooks name them. The window is ''.
 * @type {Record<string, string[]>}
 */
export const GUARDED = {
  Document: ['cookie'],
  CookieStore: ['set'],
  '': [
    'localStorage',
    'sessionStorage',
    'Worker',
    'SharedWorker',
    'StorageEvent',
    'requestFileSystem',
    'webkitRequestFileSystem',
  ],
  Storage: ['setItem', 'removeItem', 'clear', 'getItem', 'key', 'length'],
  StorageEvent: ['storageArea', 'initStorageEvent'],
  IDBFactory: ['open'],
  IDBDatabase: ['transaction'],
  CacheStorage: ['open'],
  Cache: ['add', 'addAll', 'put'],
  StorageManager: ['getDirectory'],
  FileSystemDirectoryHandle: ['getFileHandle', 'getDirectoryHandle'],
  FileSystemFileHandle: ['createWritable', 'move'],
  FileSystemHandle: ['move'],
  StorageBucketManager: ['open'],
  StorageBucket: ['indexedDB', 'caches', 'getDirectory'],
  StorageAccessHandle: ['localStorage', 'sessionStorage', 'getDirectory', 'SharedWorker'],
  SharedStorage: ['set', 'append', 'batchUpdate'],
  ServiceWorkerContainer: ['register'],
};

/** Options and parameters that the guard knows and passes on, or drops. */
export const KNOWN_OPTIONS = {
  'CookieStore.set.maxAge_option': 'no longer than the retention',
  'CookieStore.set.partitioned_option': 'passed on: a partition is erased, too',
  'FileSystemFileHandle.createWritable.mode': 'passed on: how it is locked',
  'IDBDatabase.transaction.mode_parameter_readwriteflush': 'every mode but readonly writes',
  'ServiceWorkerContainer.register.enforces_trusted_types': 'a trusted address stays one',
  'SharedWorker.SharedWorker.enforces_trusted_types': 'a trusted address stays one',
  'SharedWorker.SharedWorker.mime_checks': 'no option',
  'SharedWorker.SharedWorker.options_extendedLifetime_parameter': 'not passed on: the worker would outlive its page',
  'SharedWorker.SharedWorker.options_name_parameter': 'passed on',
  'SharedWorker.SharedWorker.options_sameSiteCookies_parameter': 'passed on: it sends fewer',
  'SharedWorker.SharedWorker.options_type_parameter': 'passed on',
  'Document.requestStorageAccess.types_parameter': 'what it gives is guarded (StorageAccessHandle)',
  'Document.requestStorageAccess.strict_same_origin_policy': 'no option',
};

/** Why the guard need not stand before these; `*` stands for anything. @type {[names: string, why: string][]} */
export const HARMLESS = [
  // cookies
  [
    'CookieStore.get* CookieStore.delete CookieStore.change_event CookieChangeEvent.* Headers.getSetCookie Navigator.cookieEnabled Document.has*',
    'reads, tells or deletes',
  ],
  ['CookieStoreManager.* ExtendableCookieChangeEvent.*', 'what a service worker hears; goes with its registration'],
  [
    'Document.requestStorageAccess Document.requestStorageAccessFor Permissions.*',
    'the browser asks the learner; what it gives is guarded',
  ],
  // storages
  ['StorageEvent.* Window.storage_event', 'tells of a write'],
  [
    'StorageManager.estimate StorageManager.persist* StorageBucket.estimate StorageBucket.persist* StorageBucket.name StorageBucket.expires StorageBucket.setExpires StorageBucketManager.keys StorageBucketManager.delete QuotaExceededError.* *.inputQuota',
    'makes nothing that was not there; how long it is kept the ledger watches',
  ],
  [
    'Navigator.storage Navigator.storageBuckets Navigator.serviceWorker Window.cookieStore Window.sharedStorage indexedDB.* caches.*',
    'the object: what writes is in its class',
  ],
  ['StorageAccessHandle.indexedDB StorageAccessHandle.caches', 'objects of classes that are guarded'],
  [
    'StorageAccessHandle.BroadcastChannel StorageAccessHandle.createObjectURL StorageAccessHandle.revokeObjectURL StorageAccessHandle.estimate StorageAccessHandle.locks',
    'sends messages, makes addresses, or tells a size',
  ],
  // databases and caches
  ['IDBFactory.cmp IDBFactory.databases IDBFactory.deleteDatabase', 'tells or deletes'],
  [
    'IDBDatabase.abort_event IDBDatabase.close* IDBDatabase.createObjectStore IDBDatabase.deleteObjectStore IDBDatabase.name IDBDatabase.objectStoreNames IDBDatabase.version* IDBObjectStore.* IDBIndex.* IDBCursor.* IDBCursorWithValue.* IDBKeyRange.* IDBRecord.* IDBRequest.* IDBOpenDBRequest.* IDBTransaction.* IDBVersionChangeEvent.*',
    'works within a database that was opened, and a transaction that was begun, under the guard',
  ],
  [
    'Cache.delete Cache.keys Cache.match* CacheStorage.delete CacheStorage.has CacheStorage.keys CacheStorage.match',
    'reads or deletes',
  ],
  ['Request.cache PerformanceResourceTiming.workerCacheLookupStart', 'the browser’s own cache of the network'],
  // files
  [
    'FileSystemDirectoryHandle.@@asyncIterator FileSystemDirectoryHandle.entries FileSystemDirectoryHandle.keys FileSystemDirectoryHandle.values FileSystemDirectoryHandle.removeEntry FileSystemDirectoryHandle.resolve',
    'reads, deletes or compares',
  ],
  [
    'FileSystemHandle.isSameEntry FileSystemHandle.kind FileSystemHandle.name FileSystemHandle.*Permission FileSystemHandle.remove FileSystemFileHandle.getFile FileSystemObserver.*',
    'reads, deletes or compares',
  ],
  [
    'FileSystemWritableFileStream.*',
    'of a file that was opened for writing under the guard; when the file goes, it is closed',
  ],
  [
    'FileSystemFileHandle.createSyncAccessHandle* FileSystemSyncAccessHandle.* FileSystemSync.*',
    'in workers alone: no page guards its workers; sweeps catch what they write',
  ],
  [
    'FileSystem.* FileSystemDirectoryEntry.* FileSystemDirectoryReader.* FileSystemEntry.* FileSystemFileEntry.* File.webkitRelativePath HTMLInputElement.webkit* DataTransferItem.* Window.show*Picker',
    'files that the learner chose, drops or saves',
  ],
  ['Window.resolveLocalFileSystemURL', 'finds what was written by requestFileSystem, which is refused'],
  // shared storage
  [
    'SharedStorage.clear SharedStorage.createWorklet SharedStorage.delete SharedStorage.get SharedStorage.run SharedStorage.selectURL SharedStorage.worklet SharedStorageWorklet.* SharedStorageWorkletGlobalScope.* SharedStorageAppendMethod.* SharedStorageClearMethod.* SharedStorageDeleteMethod.* SharedStorageSetMethod.* FencedFrameConfig.*',
    'reads, deletes, runs on what is there, or describes a write that batchUpdate carries out, which is refused',
  ],
  [
    'HTMLIFrameElement.sharedStorageWritable HTMLImageElement.sharedStorageWritable',
    'whoever answers the request writes into a storage of its own origin, as it does with its cookies; the request waits for its service',
  ],
  // service workers
  [
    'ServiceWorkerContainer.controller* ServiceWorkerContainer.getRegistration* ServiceWorkerContainer.message* ServiceWorkerContainer.ready ServiceWorkerContainer.startMessages',
    'reads or tells',
  ],
  [
    'ServiceWorkerRegistration.* ServiceWorker.* NavigationPreloadManager.* Navigator.serviceWorker',
    'of a registration that was made under the guard, and goes with it',
  ],
  [
    'BackgroundFetch* ContentIndex* PeriodicSync* Sync* Push* Window.pushManager',
    'goes with the registration; the browser asks the learner',
  ],
  [
    'Client.* Clients.* WindowClient.* Extendable* FetchEvent.* InstallEvent.* ServiceWorkerGlobalScope.* WorkerNavigator.* SharedWorkerGlobalScope.*',
    'within a worker',
  ],
  ['SharedWorker.port SharedWorker.error_event', 'tells'],
  // words that mean something else
  [
    'Animation.persist PageTransitionEvent.persisted PointerEvent.persistentDeviceId XRAnchor.* XRSession.* BaseAudioContext.* OscillatorNode.* PeriodicWave.* GPU* WGSL* WebGL*',
    'no storage of the site',
  ],
];

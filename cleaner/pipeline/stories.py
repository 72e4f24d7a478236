def articles(heads, ledger):
    return ()

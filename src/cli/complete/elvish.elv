# Completion of vizcli for Elvish. The program itself knows what can come next.
use str

set edit:completion:arg-completer[vizcli] = {|@words|
    vizcli complete (all $words[1..]) 2>/dev/null | from-lines | each {|line|
        if (eq $line ':files') {
            edit:complete-filename $words[-1]
        } else {
            var parts = [(str:split &max=2 "\t" $line)]
            if (== (count $parts) 2) {
                edit:complex-candidate $parts[0] &display=$parts[0]' ('$parts[1]')'
            } else {
                put $parts[0]
            }
        }
    }
}
